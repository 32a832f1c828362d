// SPDX-License-Identifier: Apache-2.0

// Command controller starts a suggestion service for each experiment and injects the collector into trial pods.
package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"github.com/sample/tuning-operator/internal/inject"
)

const (
	certificates = "/etc/tuning/certificates"
	resync       = 10 * time.Minute
)

var experiments = schema.GroupVersionResource{Group: "tuning.example.org", Version: "v1beta1", Resource: "experiments"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()

	configuration, err := rest.InClusterConfig()
	if err != nil {
		log.Fatalf("read the cluster's configuration: %v", err)
	}
	client, err := dynamic.NewForConfig(configuration)
	if err != nil {
		log.Fatalf("make a client: %v", err)
	}
	go serve()
	watch(ctx, client)
}

func serve() {
	mux := http.NewServeMux()
	mux.Handle("/mutate", inject.Handler(os.Getenv("METRICS_COLLECTOR_IMAGE")))
	log.Fatal(http.ListenAndServeTLS(":8443", certificates+"/tls.crt", certificates+"/tls.key", mux))
}

func watch(ctx context.Context, client dynamic.Interface) {
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	factory := dynamicinformer.NewDynamicSharedInformerFactory(client, resync)
	informer := factory.ForResource(experiments).Informer()

	enqueue := func(object any) {
		if key, err := cache.MetaNamespaceKeyFunc(object); err == nil {
			queue.Add(key)
		}
	}
	_, _ = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, current any) { enqueue(current) },
	})
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())

	go func() {
		<-ctx.Done()
		queue.ShutDown()
	}()
	for next(ctx, client, queue) {
	}
}
