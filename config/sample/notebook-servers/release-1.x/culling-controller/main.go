// SPDX-License-Identifier: Apache-2.0

// Command manager stops notebooks that nobody has used for a while.
package main

import (
	"flag"
	"os"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
)

func main() {
	idle := flag.Duration("idle", 24*time.Hour, "how long a notebook may be idle")
	elect := flag.Bool("leader-elect", false, "let only one replica reconcile at a time")
	flag.Parse()
	ctrl.SetLogger(zap.New())

	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{
		LeaderElection:   *elect,
		LeaderElectionID: "culling-controller.notebooks.example.org",
	})
	if err != nil {
		ctrl.Log.Error(err, "no manager")
		os.Exit(1)
	}
	culler := &Culler{Client: manager.GetClient(), Idle: *idle}
	if err := ctrl.NewControllerManagedBy(manager).For(notebook()).Complete(culler); err != nil {
		ctrl.Log.Error(err, "no controller")
		os.Exit(1)
	}
	if err := manager.Start(ctrl.SetupSignalHandler()); err != nil {
		ctrl.Log.Error(err, "manager stopped")
		os.Exit(1)
	}
}
