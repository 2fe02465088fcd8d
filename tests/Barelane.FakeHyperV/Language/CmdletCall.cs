using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>One call of a cmdlet: what it was given, and where what it says goes.</summary>
internal sealed class CmdletCall(ICmdlet cmdlet, IReadOnlyDictionary<string, object?> parameters, bool hasInput, Evaluator evaluator, Action<object?> emit)
{
    public ICmdlet Cmdlet { get; } = cmdlet;

    public Evaluator Evaluator { get; } = evaluator;

    /// <summary>Its parameters by name; a switch that was set is true.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; } = parameters;

    /// <summary>Whether objects come to it through the pipeline.</summary>
    public bool HasInput { get; } = hasInput;

    /// <summary>Hands an object to the next stage.</summary>
    public void Emit(object? value) => emit(value);

    public bool Has(string name) => Parameters.ContainsKey(name);

    public object? this[string name] => Conversion.Plain(Parameters.GetValueOrDefault(name));

    public string Text(string name) => Conversion.ToText(this[name]);

    public IReadOnlyList<string> Texts(string name) => [.. Conversion.Elements(Parameters.GetValueOrDefault(name, Nothing.Value)).Select(Conversion.ToText)];

    public bool Switch(string name) => Conversion.IsTrue(this[name]);

    /// <summary>A whole number of the parameter's own kind.</summary>
    public ulong Number(string name, ulong highest, string type)
    {
        try
        {
            return (ulong)(System.Numerics.BigInteger)Conversion.ToInteger(this[name], 0, highest, type);
        }
        catch (PsException e)
        {
            throw Fail("CannotConvertArgumentNoMessage", "InvalidArgument", $"Cannot bind parameter '{name}'. {e.Record.Message}");
        }
    }

    /// <summary>A terminating error of this cmdlet.</summary>
    public PsException Fail(string id, string category, string message, object? target = null, string type = "System.Management.Automation.ParameterBindingException") =>
        new(Named(new PsErrorRecord { Id = id, Category = category, Message = message, Target = target, Type = type }));

    /// <summary>Reports an error that does not end the pipeline unless the caller wants it to.</summary>
    public void Report(PsErrorRecord record)
    {
        var named = Named(record);
        switch (Evaluator.ErrorAction(Parameters))
        {
            case "stop":
                throw new PsException(named);
            case "continue":
                Evaluator.Errors.Add(named);
                break;
        }
    }

    /// <summary>Warns, unless the caller silenced it.</summary>
    public void Warn(string message)
    {
        if (Conversion.ToText(Parameters.GetValueOrDefault("WarningAction")) is not { Length: > 0 } action || !action.EndsWith("Continue", StringComparison.OrdinalIgnoreCase) || action.Equals("Continue", StringComparison.OrdinalIgnoreCase))
        {
            Evaluator.Warnings.Add(message);
        }
    }

    private PsErrorRecord Named(PsErrorRecord record) => record with { Cmdlet = Cmdlet.ClassName, Activity = Cmdlet.Name };
}
