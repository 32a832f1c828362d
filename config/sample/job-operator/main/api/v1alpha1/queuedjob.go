// SPDX-License-Identifier: Apache-2.0

// Package v1alpha1 holds the resources of jobs.example.org.
package v1alpha1

import (
	batchv1 "k8s.io/api/batch/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/scheme"
)

var (
	builder = &scheme.Builder{GroupVersion: schema.GroupVersion{Group: "jobs.example.org", Version: "v1alpha1"}}

	// AddToScheme makes the resources known to a scheme.
	AddToScheme = builder.Register(&QueuedJob{}, &QueuedJobList{}).AddToScheme
)

// QueuedJobSpec says what to run and where to wait for it.
type QueuedJobSpec struct {
	Queue    string          `json:"queue"`
	Priority int32           `json:"priority,omitempty"`
	Template batchv1.JobSpec `json:"template"`
}

// QueuedJobStatus says how far the job has come.
type QueuedJobStatus struct {
	Started bool `json:"started,omitempty"`
}

// QueuedJob is a job that waits for its turn.
type QueuedJob struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   QueuedJobSpec   `json:"spec"`
	Status QueuedJobStatus `json:"status,omitempty"`
}

// QueuedJobList is a list of QueuedJobs.
type QueuedJobList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []QueuedJob `json:"items"`
}

// DeepCopyObject returns a copy that shares nothing with the original.
func (q *QueuedJob) DeepCopyObject() runtime.Object {
	twin := *q
	twin.ObjectMeta = *q.ObjectMeta.DeepCopy()
	twin.Spec.Template = *q.Spec.Template.DeepCopy()
	return &twin
}

// DeepCopyObject returns a copy that shares nothing with the original.
func (l *QueuedJobList) DeepCopyObject() runtime.Object {
	twin := *l
	twin.ListMeta = *l.ListMeta.DeepCopy()
	twin.Items = make([]QueuedJob, 0, len(l.Items))
	for i := range l.Items {
		twin.Items = append(twin.Items, *l.Items[i].DeepCopyObject().(*QueuedJob))
	}
	return &twin
}
