using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

internal sealed partial class Evaluator
{
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase) { "ErrorAction", "WarningAction" };

    private void RunPipeline(Node node, Action<object?> emit)
    {
        var stages = node is Pipeline pipeline ? pipeline.Stages : [node];
        var next = emit;
        var ends = new List<Action>();
        var first = stages.Count;
        for (var i = stages.Count - 1; i >= 0 && stages[i] is Command; i--)
        {
            var stage = Begin((Command)stages[i], i > 0, next);
            ends.Insert(0, stage.End);
            next = stage.Process;
            first = i;
        }

        if (first > 0)
        {
            foreach (var item in Conversion.Elements(Evaluate(stages[0])))
            {
                next(item);
            }
        }
        else
        {
            next(null);
        }

        foreach (var end in ends)
        {
            end();
        }
    }

    private IStage Begin(Command command, bool hasInput, Action<object?> emit)
    {
        var name = Command.Plain(command.Name);
        var cmdlet = CoreCmdlets.Find(name) ?? machine.Find(name) ?? throw PsException.Of(
            "CommandNotFoundException",
            "ObjectNotFound",
            $"The term '{command.Name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
            command.Name);
        return cmdlet.Begin(new CmdletCall(cmdlet, Bind(cmdlet, command), hasInput, this, emit));
    }

    private Dictionary<string, object?> Bind(ICmdlet cmdlet, Command command)
    {
        var bound = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in command.Arguments)
        {
            if (argument.IsSplatted)
            {
                var splatted = Evaluate(argument.Value!) as PsTable ?? throw PsException.Of("SplattingNotPermitted", "InvalidArgument", "The subset splats tables only.");
                foreach (var key in splatted.Keys)
                {
                    Bind(cmdlet, bound, key, splatted[key]);
                }
            }
            else
            {
                Bind(cmdlet, bound, argument.Name ?? (cmdlet.Parameters.First()), argument.Value is { } value ? Evaluate(value) : true);
            }
        }

        return bound;
    }

    private static void Bind(ICmdlet cmdlet, Dictionary<string, object?> bound, string name, object? value)
    {
        if (!cmdlet.Parameters.Contains(name) && !Common.Contains(name))
        {
            throw Unbound(cmdlet, "NamedParameterNotFound", $"A parameter cannot be found that matches parameter name '{name}'.");
        }

        if (!bound.TryAdd(name, value))
        {
            throw Unbound(cmdlet, "ParameterAlreadyBound", $"Cannot bind parameter because parameter '{name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, \"-parameter value1,value2,value3\".");
        }
    }

    private static PsException Unbound(ICmdlet cmdlet, string id, string message) => new(new PsErrorRecord
    {
        Id = id,
        Category = "InvalidArgument",
        Message = message,
        Type = "System.Management.Automation.ParameterBindingException",
        Cmdlet = cmdlet.ClassName,
        Activity = cmdlet.Name,
    });
}
