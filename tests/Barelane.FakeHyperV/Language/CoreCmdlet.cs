namespace Barelane.FakeHyperV.Language;

/// <summary>A cmdlet of PowerShell itself, made of what it does with each object and at the end.</summary>
internal sealed class CoreCmdlet(string name, string className, string[] parameters, Func<CmdletCall, (Action<object?> Process, Action End)> begin) : ICmdlet
{
    public string Name { get; } = name;

    public string ClassName { get; } = "Microsoft.PowerShell.Commands." + className;

    public IReadOnlySet<string> Parameters { get; } = new OrderedNames(parameters);

    public IStage Begin(CmdletCall call)
    {
        var (process, end) = begin(call);
        return new Running(process, end);
    }

    private sealed class Running(Action<object?> process, Action end) : IStage
    {
        public void Process(object? input) => process(input);

        public void End() => end();
    }
}
