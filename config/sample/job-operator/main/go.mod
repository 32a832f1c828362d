module github.com/sample/job-operator

go 1.26.0

require (
	example.org/codec v1.2.0
	k8s.io/api v0.34.2
	k8s.io/apimachinery v0.34.2
	k8s.io/client-go v0.34.2
	sigs.k8s.io/controller-runtime v0.22.4
)
