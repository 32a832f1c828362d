// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const lastActivity = "notebooks.example.org/last-activity"

// Culler scales the stateful set of an idle notebook to nothing.
type Culler struct {
	client.Client
	Idle time.Duration
}

func notebook() *unstructured.Unstructured {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(schema.GroupVersionKind{Group: "notebooks.example.org", Version: "v1", Kind: "Notebook"})
	return object
}

// Reconcile looks at one notebook, and again when it could have become idle.
func (c *Culler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	subject := notebook()
	if err := c.Get(ctx, request.NamespacedName, subject); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	seen, err := time.Parse(time.RFC3339, subject.GetAnnotations()[lastActivity])
	if err != nil {
		return ctrl.Result{RequeueAfter: c.Idle}, nil
	}
	if left := c.Idle - time.Since(seen); left > 0 {
		return ctrl.Result{RequeueAfter: left}, nil
	}
	var set appsv1.StatefulSet
	if err := c.Get(ctx, request.NamespacedName, &set); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	none := int32(0)
	set.Spec.Replicas = &none
	return ctrl.Result{}, c.Update(ctx, &set)
}
