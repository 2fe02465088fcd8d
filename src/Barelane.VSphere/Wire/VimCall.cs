namespace Barelane.VSphere.Wire;

/// <summary>The forms that calls take: a question with one or many values, a change without an answer, and a change that a task carries out.</summary>
internal static class VimCall
{
    /// <summary>A question; the answer is the first returnval, or the default where there is none.</summary>
    public static VimCall<T?> Ask<T>(string method, ManagedObjectRef target, Action<VimWriter>? arguments, Func<VimReader, T> value) =>
        new(method, target, Changes: false, arguments, reader => First(reader, value));

    /// <summary>A question whose answer is a list.</summary>
    public static VimCall<List<T>> AskAll<T>(string method, ManagedObjectRef target, Action<VimWriter>? arguments, Func<VimReader, T> item) =>
        new(method, target, Changes: false, arguments, reader => reader.ReadList(item));

    /// <summary>A change, or the making of an object in the session, that answers with one value.</summary>
    public static VimCall<T> Make<T>(string method, ManagedObjectRef target, bool changes, Action<VimWriter>? arguments, Func<VimReader, T> value) =>
        new(method, target, changes, arguments, reader => Required(method, reader, value));

    /// <summary>A change that is done when it answers.</summary>
    public static VimCall<bool> Do(string method, ManagedObjectRef target, bool changes, Action<VimWriter>? arguments) =>
        new(method, target, changes, arguments, reader =>
        {
            reader.Skip();
            return true;
        });

    /// <summary>A change that a task carries out; the answer is the task.</summary>
    public static VimCall<ManagedObjectRef> Start(string method, ManagedObjectRef target, Action<VimWriter>? arguments) =>
        Make(method, target, changes: true, arguments, reader => reader.ReadRef());

    private static T? First<T>(VimReader reader, Func<VimReader, T> value)
    {
        var result = default(T);
        foreach (var name in reader.Children())
        {
            if (name == "returnval")
            {
                result = value(reader);
                break;
            }
        }

        return result;
    }

    private static T Required<T>(string method, VimReader reader, Func<VimReader, T> value)
    {
        foreach (var name in reader.Children())
        {
            if (name == "returnval")
            {
                return value(reader);
            }
        }

        throw new VimAnswerException($"In {reader.Subject}, there is no value; required is one, since '{method}' always answers with it.");
    }
}
