// SPDX-License-Identifier: Apache-2.0

// Command gateway keeps the table of nodes that their agents report.
package main

import (
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"
)

type table struct {
	mutex sync.Mutex
	seen  map[string]time.Time
}

func (t *table) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if request.Method == http.MethodPost {
		t.seen[request.FormValue("node")] = time.Now()
		writer.WriteHeader(http.StatusNoContent)
		return
	}
	for node, when := range t.seen {
		fmt.Fprintf(writer, "%s %s\n", node, when.Format(time.RFC3339))
	}
}

func main() {
	http.Handle("/nodes", &table{seen: map[string]time.Time{}})
	log.Fatal(http.ListenAndServe(":8443", nil))
}
