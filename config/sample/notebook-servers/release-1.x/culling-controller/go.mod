module github.com/sample/notebook-servers/culling-controller

go 1.19

require (
	k8s.io/api v0.26.15
	k8s.io/apimachinery v0.26.15
	sigs.k8s.io/controller-runtime v0.14.7
)
