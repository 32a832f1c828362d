module github.com/sample/edge-gateway

go 1.25
