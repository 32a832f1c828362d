# SPDX-License-Identifier: Apache-2.0
"""Serve suggestions over gRPC, with JSON messages."""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor

import grpc

from suggestion.space import Range, draw


def suggest(request: bytes, _context: grpc.ServicerContext) -> bytes:
    """Answer a search space and a count with as many points."""
    wanted = json.loads(request)
    space = {name: Range(*bounds) for name, bounds in wanted["space"].items()}
    return json.dumps(draw(space, wanted.get("count", 1), wanted.get("seed"))).encode()


def serve(port: int) -> None:
    """Serve until the process is stopped."""
    server = grpc.server(ThreadPoolExecutor(max_workers=8))
    handlers = {"Suggest": grpc.unary_unary_rpc_method_handler(suggest)}
    service = grpc.method_handlers_generic_handler("tuning.v1beta1.Suggestion", handlers)
    server.add_generic_rpc_handlers((service,))
    server.add_insecure_port(f"[::]:{port}")
    server.start()
    server.wait_for_termination()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=6789)
    serve(arguments.parse_args().port)
