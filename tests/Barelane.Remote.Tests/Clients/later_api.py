"""What OpenCL 3.0 has beyond 1.2: the same lines on PoCL and on Barelane in front of it, but for shared virtual memory, which no remote device has."""
import ctypes
import numpy
import pyopencl as cl

lib = ctypes.CDLL("libOpenCL.so.1")
for name in ("clCreateBufferWithProperties", "clCreateSamplerWithProperties", "clCreatePipe", "clCreateProgramWithIL", "clCloneKernel", "clCreateCommandQueueWithProperties", "clSVMAlloc"):
    getattr(lib, name).restype = ctypes.c_void_p
platform = cl.get_platforms()[0]
device = platform.get_devices()[0]
context = cl.Context([device])
queue = cl.CommandQueue(context)
handle, on = ctypes.c_void_p(context.int_ptr), ctypes.c_void_p(device.int_ptr)
status = ctypes.c_int(77)


def number(query, of, name, kind=ctypes.c_uint):
    value, size = kind(), ctypes.c_size_t()
    code = query(ctypes.c_void_p(of), name, ctypes.sizeof(value), ctypes.byref(value), ctypes.byref(size))
    return code, value.value, size.value


print("version", platform.version.split()[1], device.version.split()[1], number(lib.clGetPlatformInfo, platform.int_ptr, 0x0906), number(lib.clGetDeviceInfo, device.int_ptr, 0x105E))
for name in (0x104C, 0x104D, 0x104F, 0x1050, 0x1051, 0x1052, 0x1055, 0x1056, 0x1057, 0x1058, 0x1059, 0x105A, 0x105C, 0x105D, 0x1065, 0x1068, 0x1069, 0x1071):
    print(hex(name), number(lib.clGetDeviceInfo, device.int_ptr, name, ctypes.c_uint if name != 0x104D else ctypes.c_size_t))

program = cl.Program(context, "kernel void put(global int *a, int v) { a[get_global_id(0)] = v; }").build()
kernel = program.put
buffer = cl.Buffer(context, cl.mem_flags.READ_WRITE, 64)
kernel.set_args(buffer, numpy.int32(3))
clone = kernel.clone()
kernel.set_arg(1, numpy.int32(4))
back = numpy.zeros(16, dtype=numpy.int32)
for each in (kernel, clone):
    cl.enqueue_nd_range_kernel(queue, each, (16,), None)
    cl.enqueue_copy(queue, back, buffer)
    print("kernel and its clone", set(back.tolist()))
event = cl.enqueue_nd_range_kernel(queue, kernel, (0,), None)
event.wait()
print("no work at all", event.command_type == cl.command_type.NDRANGE_KERNEL)

properties = (ctypes.c_uint64 * 1)(0)
made = lib.clCreateBufferWithProperties(handle, properties, ctypes.c_uint64(1), ctypes.c_size_t(64), None, ctypes.byref(status))
print("buffer with properties", status.value, number(lib.clGetMemObjectInfo, made, 0x110A, ctypes.c_uint64), number(lib.clGetMemObjectInfo, made, 0x1109))
listed = (ctypes.c_uint64 * 3)(0x1152, 0, 0)
sampler = lib.clCreateSamplerWithProperties(handle, listed, ctypes.byref(status))
print("sampler with properties", status.value, number(lib.clGetSamplerInfo, sampler, 0x1152))
listed = (ctypes.c_uint64 * 3)(0x1093, 2, 0)
other = lib.clCreateCommandQueueWithProperties(handle, on, listed, ctypes.byref(status))
print("queue with properties", status.value, number(lib.clGetCommandQueueInfo, other, 0x1093, ctypes.c_uint64))
print("pipe", lib.clCreatePipe(handle, ctypes.c_uint64(1), 4, 4, None, ctypes.byref(status)), status.value)
code = ctypes.create_string_buffer(b"none", 4)
print("intermediate language", lib.clCreateProgramWithIL(handle, code, ctypes.c_size_t(4), ctypes.byref(status)), status.value)
host, far = ctypes.c_uint64(), ctypes.c_uint64()
print("specialization", lib.clSetProgramSpecializationConstant(ctypes.c_void_p(program.int_ptr), 0, ctypes.c_size_t(4), ctypes.byref(status)))
told = []
callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(lambda c, d: told.append(d))
short = cl.Context([device])
print("destructor", [lib.clSetContextDestructorCallback(ctypes.c_void_p(short.int_ptr), callback, ctypes.c_void_p(n)) for n in (1, 2)])
del short
print("destroyed", told)
