namespace Barelane.TestKit.Conformance;

/// <summary>What lies between an adapter and its hypervisor, where a test can get in the way. A write is a call that changes something.</summary>
public interface ISiteLine
{
    /// <summary>Runs something right before the next write reaches the hypervisor.</summary>
    void BeforeNextWrite(Func<Task> action);

    /// <summary>Lets the next write reach the hypervisor, and drops the connection instead of its answer.</summary>
    void DropNextAnswer();

    /// <summary>Says that the service is not available instead of passing the next write on.</summary>
    void RefuseNextWrite();

    /// <summary>Lets the next write reach the hypervisor, and keeps its answer back for good; completes when the hypervisor has answered.</summary>
    Task HoldNextAnswer();

    /// <summary>How many writes have reached the hypervisor.</summary>
    int Writes { get; }
}
