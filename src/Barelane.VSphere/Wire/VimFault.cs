namespace Barelane.VSphere.Wire;

/// <summary>
/// A fault as the server reported it. Classify by <see cref="Type"/> and by the keys of <see cref="Messages"/>, never by the text, which is localized.
/// </summary>
internal sealed record VimFault(string Type, string Message)
{
    private const int MaxFields = 32;

    /// <summary>The detail messages, each with its key, such as 'msg.pciPassthru.noMigration'.</summary>
    public IReadOnlyList<VimFaultMessage> Messages { get; init; } = [];

    /// <summary>The fault's simple fields by name, such as 'privilegeId' of NoPermission or 'unreserved' of InsufficientMemoryResourcesFault.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The fault that led to this one.</summary>
    public VimFault? Cause { get; init; }

    /// <summary>The session is gone or never was; the call has not been carried out.</summary>
    public bool IsNotAuthenticated => Type == "NotAuthenticated";

    /// <summary>The object does not exist (any more).</summary>
    public bool IsNotFound => Type == "ManagedObjectNotFound";

    /// <summary>One sentence with the text, the type and the keys, the causes after it.</summary>
    public string Describe()
    {
        var keys = Messages.Count == 0 ? string.Empty : ", " + string.Join(", ", Messages.Select(m => $"'{m.Key}'").Distinct());
        var details = string.Concat(Messages.Where(m => m.Text.Length > 0 && !Message.Contains(m.Text, StringComparison.Ordinal)).Select(m => " " + m.Text));
        var cause = Cause is null ? string.Empty : " Caused by: " + Cause.Describe();
        var text = Message.Length == 0 ? "The server gave no text." : Message;
        return $"{text}{details} (fault '{Type}'{keys}){cause}";
    }

    /// <summary>The same fault without the given values, wherever the server echoed them.</summary>
    public VimFault Without(IReadOnlyList<string> secrets) =>
        secrets.Count == 0
            ? this
            : this with
            {
                Message = Redaction.Clean(Message, secrets),
                Messages = [.. Messages.Select(m => m with { Text = Redaction.Clean(m.Text, secrets) })],
                Fields = Fields.ToDictionary(f => f.Key, f => Redaction.Clean(f.Value, secrets)),
                Cause = Cause?.Without(secrets),
            };

    /// <summary>Reads a SOAP 1.1 Fault.</summary>
    public static VimFault ReadSoap(VimReader reader)
    {
        var text = string.Empty;
        VimFault? fault = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "faultstring":
                    text = reader.ReadString();
                    break;
                case "detail":
                    foreach (var _ in reader.Children())
                    {
                        fault ??= ReadMethodFault(reader);
                    }

                    break;
            }
        }

        return fault is null ? new VimFault("SoapFault", text) : fault with { Message = text.Length > 0 ? text : fault.Message };
    }

    /// <summary>Reads a LocalizedMethodFault, as in the error of a task or in a missingSet.</summary>
    public static VimFault ReadLocalized(VimReader reader)
    {
        var text = string.Empty;
        VimFault? fault = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "fault":
                    fault = ReadMethodFault(reader);
                    break;
                case "localizedMessage":
                    text = reader.ReadString();
                    break;
            }
        }

        return fault is null ? new VimFault("MethodFault", text) : fault with { Message = text };
    }

    private static VimFault ReadMethodFault(VimReader reader)
    {
        var type = reader.TypeName ?? (reader.Name.EndsWith("Fault", StringComparison.Ordinal) ? reader.Name[..^"Fault".Length] : reader.Name);
        var messages = new List<VimFaultMessage>();
        var fields = new Dictionary<string, string>();
        VimFault? cause = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "faultCause":
                    cause = ReadLocalized(reader);
                    break;
                case "faultMessage":
                    messages.Add(VimFaultMessage.Read(reader));
                    break;
                default:
                    var value = reader.ReadStringOrSkip();
                    if (value is not null && fields.Count < MaxFields)
                    {
                        fields.TryAdd(name, value);
                    }

                    break;
            }
        }

        return new VimFault(type, string.Empty) { Messages = messages, Fields = fields, Cause = cause };
    }
}
