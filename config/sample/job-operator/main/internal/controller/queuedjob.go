// SPDX-License-Identifier: Apache-2.0

// Package controller starts the jobs that queues have room for.
package controller

import (
	"context"
	"time"

	"example.org/codec"
	batchv1 "k8s.io/api/batch/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/sample/job-operator/api/v1alpha1"
)

const (
	specLabel = "jobs.example.org/spec"
	retry     = 15 * time.Second
	room      = 4
)

// QueuedJobReconciler turns a QueuedJob into a Job once its queue has room.
type QueuedJobReconciler struct {
	client.Client
	Scheme *runtime.Scheme
}

// Reconcile creates the job of one QueuedJob, or asks to be called again while the queue is full.
func (r *QueuedJobReconciler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	var queued v1alpha1.QueuedJob
	if err := r.Get(ctx, request.NamespacedName, &queued); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if queued.Status.Started {
		return ctrl.Result{}, nil
	}
	full, err := r.full(ctx, &queued)
	if err != nil || full {
		return ctrl.Result{RequeueAfter: retry}, err
	}
	job, err := r.job(&queued)
	if err != nil {
		return ctrl.Result{}, err
	}
	if err := r.Create(ctx, job); err != nil && !errors.IsAlreadyExists(err) {
		return ctrl.Result{}, err
	}
	queued.Status.Started = true
	return ctrl.Result{}, r.Status().Update(ctx, &queued)
}

func (r *QueuedJobReconciler) full(ctx context.Context, queued *v1alpha1.QueuedJob) (bool, error) {
	var jobs v1alpha1.QueuedJobList
	if err := r.List(ctx, &jobs, client.InNamespace(queued.Namespace)); err != nil {
		return false, err
	}
	running := 0
	for i := range jobs.Items {
		if jobs.Items[i].Spec.Queue == queued.Spec.Queue && jobs.Items[i].Status.Started {
			running++
		}
	}
	return running >= room, nil
}

func (r *QueuedJobReconciler) job(queued *v1alpha1.QueuedJob) (*batchv1.Job, error) {
	digest, err := codec.Digest(queued.Spec)
	if err != nil {
		return nil, err
	}
	job := &batchv1.Job{
		ObjectMeta: metav1.ObjectMeta{
			Name:      queued.Name,
			Namespace: queued.Namespace,
			Labels:    map[string]string{specLabel: digest},
		},
		Spec: *queued.Spec.Template.DeepCopy(),
	}
	return job, ctrl.SetControllerReference(queued, job, r.Scheme)
}

// SetupWithManager watches QueuedJobs and the jobs they own.
func (r *QueuedJobReconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).
		For(&v1alpha1.QueuedJob{}).
		Owns(&batchv1.Job{}).
		Complete(r)
}
