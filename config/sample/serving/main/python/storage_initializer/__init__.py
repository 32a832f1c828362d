# SPDX-License-Identifier: Apache-2.0
"""Put a model into a pod before its server starts."""
