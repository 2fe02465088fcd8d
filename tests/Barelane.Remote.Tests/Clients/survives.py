"""Two servers, of which the first goes away when standard input ends."""
import sys
import numpy
import pyopencl as cl

queues = [cl.CommandQueue(cl.Context(p.get_devices())) for p in cl.get_platforms()]
for queue in queues:
    queue.finish()
print("ready", flush=True)
sys.stdin.read()
try:
    queues[0].finish()
    print("first: finished")
except cl.Error as e:
    print("first:", cl.status_code.to_string(e.code))
host = numpy.arange(10, dtype=numpy.int32)
buffer = cl.Buffer(queues[1].context, cl.mem_flags.READ_WRITE | cl.mem_flags.COPY_HOST_PTR, hostbuf=host)
back = numpy.empty_like(host)
cl.enqueue_copy(queues[1], back, buffer)
print("second:", (back == host).all())
sys.stdout.flush()
