using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>libvirt's <c>struct _virError</c>, which its ABI keeps as it is.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VirError
{
    public int Code;
    public int Domain;
    public nint Message;
    public int Level;
    public nint Connection;
    public nint Dom;
    public nint Str1;
    public nint Str2;
    public nint Str3;
    public int Int1;
    public int Int2;
    public nint Net;
}
