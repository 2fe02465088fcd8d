// An OpenCL library whose kernels do nothing: launches and their arguments are taken and end at once, everything else is the system's own library, to
// which this one is linked. Serving it shows what the driver, the wire and the server take for a launch, without a device's own time.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>

static cl_event ended;

cl_int clSetKernelArg(cl_kernel kernel, cl_uint index, size_t size, const void *value)
{
    (void)kernel, (void)index, (void)size, (void)value;
    return CL_SUCCESS;
}

cl_int clEnqueueNDRangeKernel(cl_command_queue queue, cl_kernel kernel, cl_uint dimensions, const size_t *offset, const size_t *global, const size_t *local, cl_uint count, const cl_event *waits, cl_event *done)
{
    (void)kernel, (void)dimensions, (void)offset, (void)global, (void)local, (void)count, (void)waits;
    if (!done)
        return CL_SUCCESS;
    if (!ended) // commands come from one thread
    {
        cl_context context;
        cl_int status = clGetCommandQueueInfo(queue, CL_QUEUE_CONTEXT, sizeof context, &context, NULL);
        ended = status ? NULL : clCreateUserEvent(context, &status);
        if (status || (status = clSetUserEventStatus(ended, CL_COMPLETE)))
            return status;
    }
    *done = ended;
    return clRetainEvent(ended);
}
