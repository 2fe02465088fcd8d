using System.Globalization;
using System.Xml;

namespace Barelane.VSphere.Wire;

/// <summary>
/// Reads a vim25 answer forward, once, without a document in memory. The reader always stands on the start of an element; every Read method and
/// a finished <see cref="Children"/> loop consume that element. A child that a loop does not read is skipped, so that fields of newer versions do no harm.
/// </summary>
internal sealed class VimReader(XmlReader xml, string subject)
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";
    private const int MaxDepth = 200;
    private const int MaxTextLength = 8 * 1024 * 1024;

    private readonly NameTable _pool = new();
    private char[] _text = new char[1024];
    private int _consumed;

    /// <summary>The element's name without its namespace prefix.</summary>
    public string Name => xml.LocalName;

    /// <summary>What is being read, for messages: "the answer of … to …".</summary>
    public string Subject => subject;

    /// <summary>The element's xsi:type without prefix, matched by namespace because servers choose prefixes freely; null when not given.</summary>
    public string? TypeName
    {
        get
        {
            var type = xml.GetAttribute("type", InstanceNamespace);
            return type is null ? null : _pool.Add(type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }
    }

    /// <summary>Walks the child elements; the loop variable is the child's name. Leaving the loop early is allowed.</summary>
    public VimChildren Children() => new(this, xml.Depth);

    /// <summary>The element's text.</summary>
    public string ReadString() => new(ReadText());

    /// <summary>The element's text as one shared instance per answer: for values that repeat, such as vendor names and states.</summary>
    public string ReadPooled()
    {
        var length = ReadText().Length;
        return _pool.Add(_text, 0, length);
    }

    /// <summary>The text of a simple element, or null (and the element skipped) when it holds elements.</summary>
    public string? ReadStringOrSkip()
    {
        var depth = xml.Depth;
        var length = TryReadText();
        if (length >= 0)
        {
            return new string(_text, 0, length);
        }

        LeaveElement(depth);
        return null;
    }

    /// <summary>An xsd:boolean.</summary>
    public bool ReadBoolean()
    {
        var name = Name;
        var text = ReadText().Trim();
        return text switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw NotA("boolean", name, text),
        };
    }

    /// <summary>An xsd:int.</summary>
    public int ReadInt32()
    {
        var name = Name;
        var value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw NotA("number of 32 bits", name, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An xsd:long, int, short or byte.</summary>
    public long ReadInt64()
    {
        var name = Name;
        var text = ReadText().Trim();
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("number", name, text);
    }

    /// <summary>A 16-bit id that travels as a signed short: -32634 is 0x8086.</summary>
    public ushort ReadId16() => PciWire.Unsigned16(ReadInt64());

    /// <summary>An 8-bit number that travels as a signed byte from real servers and unsigned from vcsim: -118 and 138 are both 0x8a.</summary>
    public byte ReadId8() => PciWire.Unsigned8(ReadInt64());

    /// <summary>An xsd:dateTime; without a zone it is UTC.</summary>
    public DateTimeOffset ReadDateTime()
    {
        var name = Name;
        var text = ReadText().Trim();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : throw NotA("date and time", name, text);
    }

    /// <summary>A reference to a managed object: its type is the attribute without a namespace.</summary>
    public ManagedObjectRef ReadRef()
    {
        var type = _pool.Add(xml.GetAttribute("type", string.Empty) ?? string.Empty);
        return new ManagedObjectRef(type, ReadString());
    }

    /// <summary>The items of an ArrayOf… value.</summary>
    public List<T> ReadList<T>(Func<VimReader, T> item)
    {
        var items = new List<T>();
        foreach (var _ in Children())
        {
            items.Add(item(this));
        }

        return items;
    }

    /// <summary>Passes over the element and everything in it.</summary>
    public void Skip()
    {
        if (xml.IsEmptyElement)
        {
            Advance();
            _consumed++;
            return;
        }

        var depth = xml.Depth;
        Advance();
        LeaveElement(depth);
    }

    internal bool MoveToChild(int depth, ref VimChildrenState state)
    {
        if (state.Done)
        {
            return false;
        }

        if (!state.Started)
        {
            state.Started = true;
            if (xml.IsEmptyElement)
            {
                return Finish(ref state);
            }

            Advance();
        }
        else
        {
            LeavePreviousChild(depth, state.Mark);
        }

        while (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
        {
            Advance();
        }

        if (xml.NodeType == XmlNodeType.EndElement)
        {
            return Finish(ref state);
        }

        state.Mark = _consumed;
        return true;
    }

    private bool Finish(ref VimChildrenState state)
    {
        xml.Read();
        _consumed++;
        state.Done = true;
        return false;
    }

    private void LeavePreviousChild(int depth, int mark)
    {
        // The loop's body may have left a loop of its own early and so stand anywhere inside the child.
        while (xml.Depth > depth + 1)
        {
            Advance();
        }

        if (xml.Depth != depth + 1)
        {
            return;
        }

        if (xml.NodeType == XmlNodeType.EndElement)
        {
            Advance();
        }
        else if (xml.NodeType == XmlNodeType.Element && _consumed == mark)
        {
            Skip();
        }
    }

    private void LeaveElement(int depth)
    {
        while (xml.Depth > depth || xml.NodeType != XmlNodeType.EndElement)
        {
            Advance();
        }

        xml.Read();
        _consumed++;
    }

    private ReadOnlySpan<char> ReadText()
    {
        var name = Name;
        var length = TryReadText();
        return length >= 0 ? _text.AsSpan(0, length) : throw new VimAnswerException($"In {subject}, '{name}' holds elements; required is plain text.");
    }

    /// <summary>Returns the length of the text in the buffer, or -1, standing on an inner element.</summary>
    private int TryReadText()
    {
        if (xml.IsEmptyElement)
        {
            Advance();
            _consumed++;
            return 0;
        }

        var used = 0;
        Advance();
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                return -1;
            }

            int count;
            while (xml.HasValue && (count = xml.ReadValueChunk(_text, used, _text.Length - used)) > 0)
            {
                used += count;
                if (used == _text.Length)
                {
                    Grow();
                }
            }

            Advance();
        }

        xml.Read();
        _consumed++;
        return used;
    }

    private void Grow()
    {
        if (_text.Length >= MaxTextLength)
        {
            throw new VimAnswerException($"In {subject}, one value is longer than {MaxTextLength} characters, which is the limit.");
        }

        Array.Resize(ref _text, _text.Length * 2);
    }

    private void Advance()
    {
        if (!xml.Read())
        {
            throw new VimAnswerException($"In {subject}, the XML ended inside an element.");
        }

        if (xml.Depth > MaxDepth)
        {
            throw new VimAnswerException($"In {subject}, elements are nested deeper than {MaxDepth}, which is the limit.");
        }
    }

    private VimAnswerException NotA(string kind, string name, ReadOnlySpan<char> text) =>
        new($"In {subject}, '{name}' is '{text[..Math.Min(text.Length, 60)]}'; required is a {kind}.");
}
