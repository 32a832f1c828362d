// SPDX-License-Identifier: Apache-2.0

// Package inject answers admission reviews: trial pods get the metrics collector as a sidecar.
package inject

import (
	"encoding/json"
	"net/http"

	admissionv1 "k8s.io/api/admission/v1"
	corev1 "k8s.io/api/core/v1"
)

const trial = "tuning.example.org/trial"

type operation struct {
	Op    string `json:"op"`
	Path  string `json:"path"`
	Value any    `json:"value"`
}

// Handler patches the pods of trials and admits every other pod as it is.
func Handler(image string) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		var review admissionv1.AdmissionReview
		if err := json.NewDecoder(request.Body).Decode(&review); err != nil || review.Request == nil {
			http.Error(writer, "an admission review was expected", http.StatusBadRequest)
			return
		}
		response := &admissionv1.AdmissionResponse{UID: review.Request.UID, Allowed: true}
		if patch := patchFor(review.Request.Object.Raw, image); patch != nil {
			kind := admissionv1.PatchTypeJSONPatch
			response.PatchType, response.Patch = &kind, patch
		}
		review.Request, review.Response = nil, response
		writer.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(writer).Encode(review)
	})
}

func patchFor(raw []byte, image string) []byte {
	var pod corev1.Pod
	if err := json.Unmarshal(raw, &pod); err != nil || pod.Labels[trial] == "" {
		return nil
	}
	collector := corev1.Container{
		Name:         "metrics-collector",
		Image:        image,
		Args:         []string{"--trial", pod.Labels[trial]},
		VolumeMounts: []corev1.VolumeMount{{Name: "trial-log", MountPath: "/var/log/trial", ReadOnly: true}},
	}
	patch, err := json.Marshal([]operation{{Op: "add", Path: "/spec/containers/-", Value: collector}})
	if err != nil {
		return nil
	}
	return patch
}
