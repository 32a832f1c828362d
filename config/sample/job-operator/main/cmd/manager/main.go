// SPDX-License-Identifier: Apache-2.0

// Command manager runs the controllers of job-operator.
package main

import (
	"flag"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/sample/job-operator/api/v1alpha1"
	"github.com/sample/job-operator/internal/controller"
)

func main() {
	elect := flag.Bool("leader-elect", false, "let only one replica reconcile at a time")
	probe := flag.String("health-address", ":8081", "where health and readiness are served")
	flag.Parse()
	ctrl.SetLogger(zap.New())

	if err := run(*elect, *probe); err != nil {
		ctrl.Log.Error(err, "manager stopped")
		os.Exit(1)
	}
}

func run(elect bool, probe string) error {
	scheme := runtime.NewScheme()
	utilruntime.Must(clientgoscheme.AddToScheme(scheme))
	utilruntime.Must(v1alpha1.AddToScheme(scheme))

	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		Scheme:                 scheme,
		HealthProbeBindAddress: probe,
		LeaderElection:         elect,
		LeaderElectionID:       "job-operator.jobs.example.org",
	})
	if err != nil {
		return err
	}
	reconciler := &controller.QueuedJobReconciler{Client: manager.GetClient(), Scheme: scheme}
	if err := reconciler.SetupWithManager(manager); err != nil {
		return err
	}
	if err := manager.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}
