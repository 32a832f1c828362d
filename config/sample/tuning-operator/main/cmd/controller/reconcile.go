// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"log"
	"os"

	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
)

var deployments = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}

func next(ctx context.Context, client dynamic.Interface, queue workqueue.TypedRateLimitingInterface[string]) bool {
	key, closed := queue.Get()
	if closed {
		return false
	}
	defer queue.Done(key)
	if err := reconcile(ctx, client, key); err != nil {
		log.Printf("experiment %s: %v", key, err)
		queue.AddRateLimited(key)
		return true
	}
	queue.Forget(key)
	return true
}

func reconcile(ctx context.Context, client dynamic.Interface, key string) error {
	namespace, name, err := cache.SplitMetaNamespaceKey(key)
	if err != nil {
		return err
	}
	if _, err := client.Resource(experiments).Namespace(namespace).Get(ctx, name, metav1.GetOptions{}); err != nil {
		if errors.IsNotFound(err) {
			return nil
		}
		return err
	}
	wanted := suggestion(namespace, name, os.Getenv("SUGGESTION_IMAGE"))
	_, err = client.Resource(deployments).Namespace(namespace).Create(ctx, wanted, metav1.CreateOptions{})
	if errors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

func suggestion(namespace, experiment, image string) *unstructured.Unstructured {
	labels := map[string]any{"tuning.example.org/experiment": experiment}
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apps/v1",
		"kind":       "Deployment",
		"metadata":   map[string]any{"name": experiment + "-suggestion", "namespace": namespace},
		"spec": map[string]any{
			"selector": map[string]any{"matchLabels": labels},
			"template": map[string]any{
				"metadata": map[string]any{"labels": labels},
				"spec": map[string]any{
					"containers": []any{map[string]any{"name": "suggestion", "image": image}},
				},
			},
		},
	}}
}
