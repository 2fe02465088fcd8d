using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>
/// Runs a parsed script with the rules of Windows PowerShell 5.1: one element unwraps, names ignore case, errors end a
/// statement, a pipeline or nothing (about_Try_Catch_Finally, about_CommonParameters, about_Pipelines, Set-StrictMode).
/// </summary>
internal sealed partial class Evaluator(IMachine machine)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.OrdinalIgnoreCase);
    private int _inTry;

    /// <summary>Errors that ended nothing.</summary>
    public List<PsErrorRecord> Errors { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>$ErrorActionPreference.</summary>
    public string ErrorActionPreference { get; init; } = "Stop";

    /// <summary>Whether Set-StrictMode -Version 3.0 is on.</summary>
    public bool Strict { get; init; } = true;

    public void Set(string name, object? value) => _variables[name] = value;

    public object? Get(string name) => _variables.GetValueOrDefault(name);

    /// <summary>Runs a script and collects what it puts out.</summary>
    /// <exception cref="PsException">An error ended it.</exception>
    public IReadOnlyList<object?> Run(Block script)
    {
        var output = new List<object?>();
        Run(script, output.Add);
        return output;
    }

    /// <summary>The error action that holds for a call: its own, or the preference.</summary>
    public string ErrorAction(IReadOnlyDictionary<string, object?> parameters)
    {
        var action = parameters.TryGetValue("ErrorAction", out var own) ? Conversion.ToText(own) : ErrorActionPreference;
        return action.ToLowerInvariant() is "ignore" ? "silentlycontinue" : action.ToLowerInvariant();
    }

    /// <summary>Runs a script block with $_ set, in the caller's scope, as Where-Object and ForEach-Object do.</summary>
    public void RunWith(Block block, object? item, Action<object?> emit)
    {
        var (had, before) = (_variables.TryGetValue("_", out var value), value);
        _variables["_"] = item;
        try
        {
            Run(block, emit);
        }
        finally
        {
            if (had)
            {
                _variables["_"] = before;
            }
            else
            {
                _variables.Remove("_");
            }
        }
    }

    private void Run(Block block, Action<object?> emit)
    {
        foreach (var statement in block.Statements)
        {
            try
            {
                RunStatement(statement, emit);
            }
            catch (PsException e) when (!e.Record.EndsScript && _inTry == 0 && !ErrorActionPreference.Equals("Stop", StringComparison.OrdinalIgnoreCase))
            {
                // An error that ends a statement does not end the script unless the preference says so.
                Errors.Add(e.Record);
            }
        }
    }

    private void RunStatement(Node node, Action<object?> emit)
    {
        switch (node)
        {
            case Assignment assignment:
                Assign(assignment);
                break;
            case If branches:
                RunIf(branches, emit);
                break;
            case ForEach loop:
                foreach (var item in Conversion.Elements(Evaluate(loop.Items) ?? Nothing.Value))
                {
                    _variables[loop.Variable] = item;
                    Run(loop.Body, emit);
                }

                break;
            case Try attempt:
                RunTry(attempt, emit);
                break;
            case Throw thrown:
                throw ThrownBy(thrown);
            case Pipeline or Command:
                RunPipeline(node, emit);
                break;
            default:
                foreach (var item in Conversion.Elements(Evaluate(node)))
                {
                    emit(item);
                }

                break;
        }
    }

    private void RunIf(If branches, Action<object?> emit)
    {
        foreach (var (condition, then) in branches.Branches)
        {
            if (Conversion.IsTrue(Evaluate(condition)))
            {
                Run(then, emit);
                return;
            }
        }

        if (branches.Otherwise is { } otherwise)
        {
            Run(otherwise, emit);
        }
    }

    private void RunTry(Try attempt, Action<object?> emit)
    {
        try
        {
            _inTry++;
            try
            {
                Run(attempt.Body, emit);
            }
            finally
            {
                _inTry--;
            }
        }
        catch (PsException e) when (attempt.Catch is not null)
        {
            RunWith(attempt.Catch, e.Record, emit);
        }
        finally
        {
            if (attempt.Finally is { } final)
            {
                Run(final, emit);
            }
        }
    }

    private PsException ThrownBy(Throw thrown)
    {
        var value = thrown.Value is { } node ? Conversion.Plain(Evaluate(node)) : Get("_");
        return value is PsErrorRecord record
            ? new PsException(record with { EndsScript = true })
            : new PsException(new PsErrorRecord { Id = value is null ? "ScriptHalted" : Conversion.ToText(value), Category = "OperationStopped", Message = value is null ? "ScriptHalted" : Conversion.ToText(value), Target = value, EndsScript = true });
    }

    private void Assign(Assignment assignment)
    {
        var value = Collect(assignment.Value);
        if (assignment.Operator == "+=")
        {
            value = Operators.Apply("+", Evaluate(assignment.Target), value);
        }

        switch (assignment.Target)
        {
            case Variable variable:
                _variables[variable.Name] = value;
                break;
            case Member member:
                Members.Set(Evaluate(member.Of), member.Name, Conversion.Plain(value));
                break;
            case Index index:
                Members.SetAt(Evaluate(index.Of), Evaluate(index.At), Conversion.Plain(value));
                break;
        }
    }

    /// <summary>A statement's value: an expression as it is, a pipeline's output collected.</summary>
    private object? Collect(Node node)
    {
        if (node is not (Pipeline or Command or If or ForEach or Try))
        {
            return Evaluate(node);
        }

        var output = new List<object?>();
        RunStatement(node, output.Add);
        return Conversion.Collected(output);
    }
}
