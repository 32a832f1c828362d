// SPDX-License-Identifier: Apache-2.0

// Command metrics-collector follows a trial's log and reports the metrics it finds there.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"log"
	"net/http"
	"os"
	"regexp"
	"time"
)

var (
	version = "dev"
	metric  = regexp.MustCompile(`([A-Za-z_][\w-]*)=([0-9.eE+-]+)`)
)

type observation struct {
	Trial  string `json:"trial"`
	Metric string `json:"metric"`
	Value  string `json:"value"`
}

func main() {
	trial := flag.String("trial", "", "name of the trial that writes the log")
	path := flag.String("log", "/var/log/trial/metrics.log", "the log to follow")
	store := flag.String("store", "http://tuning-store:6789/observations", "where observations are sent")
	flag.Parse()
	log.Printf("metrics-collector %s follows %s", version, *path)

	file, err := os.Open(*path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()

	for {
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			for _, found := range metric.FindAllStringSubmatch(lines.Text(), -1) {
				report(*store, observation{Trial: *trial, Metric: found[1], Value: found[2]})
			}
		}
		time.Sleep(time.Second)
	}
}

func report(store string, seen observation) {
	body, err := json.Marshal(seen)
	if err != nil {
		log.Print(err)
		return
	}
	answer, err := http.Post(store, "application/json", bytes.NewReader(body))
	if err != nil {
		log.Print(err)
		return
	}
	_ = answer.Body.Close()
}
