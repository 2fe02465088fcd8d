"""Parts of a device: the same lines on any device that can be cut into parts as PoCL's can."""
import numpy
import pyopencl as cl

device = cl.get_platforms()[0].get_devices()[0]
properties = cl.device_partition_property
print("ways", [cl.device_partition_property.to_string(p) for p in device.partition_properties], device.partition_max_sub_devices == device.max_compute_units)
parts = device.create_sub_devices([properties.EQUALLY, 1])
print("equally", len(parts) == device.max_compute_units, {p.max_compute_units for p in parts}, {p.parent_device == device for p in parts})
print("type", [list(p.partition_type) for p in parts[:1]])
one = device.create_sub_devices([properties.BY_COUNTS, 1, properties.BY_COUNTS_LIST_END])
print("by counts", [p.max_compute_units for p in one], one[0].reference_count)
context = cl.Context([one[0]])
queue = cl.CommandQueue(context)
host = numpy.arange(4096, dtype=numpy.int32)
buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE | cl.mem_flags.COPY_HOST_PTR, hostbuf=host)
cl.Program(context, "kernel void add(global int *a, constant int *b, local int *c) { a[get_global_id(0)] += b[1]; }").build().add(
    queue, host.shape, None, buffer, cl.Buffer(context, cl.mem_flags.READ_ONLY | cl.mem_flags.COPY_HOST_PTR, hostbuf=numpy.array([5, 7], dtype=numpy.int32)), cl.LocalMemory(64))
back = numpy.empty_like(host)
cl.enqueue_copy(queue, back, buffer)
print("computed on a part", (back == host + 7).all())
for words in ([properties.EQUALLY, 1000], [properties.BY_COUNTS, 1000, properties.BY_COUNTS_LIST_END], [0x7777, 1]):
    try:
        device.create_sub_devices(words)
        print("taken", words)
    except cl.Error as e:
        print("refused", cl.status_code.to_string(e.code))
