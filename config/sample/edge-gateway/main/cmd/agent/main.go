// SPDX-License-Identifier: Apache-2.0

// Command agent tells the gateway, over and over, that its node is there.
package main

import (
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

const pause = 10 * time.Second

func main() {
	gateway := setting("GATEWAY_URL", "http://edge-gateway:8443")
	node := setting("NODE_NAME", "unknown")
	client := &http.Client{Timeout: pause / 2}

	for range time.Tick(pause) {
		answer, err := client.PostForm(gateway+"/nodes", url.Values{"node": {node}})
		if err != nil {
			log.Printf("%s does not answer: %v", gateway, err)
			continue
		}
		_ = answer.Body.Close()
	}
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
