using Barelane.Twin.Model;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Faults;

/// <summary>The planted faults of a site. Safe to use from any thread.</summary>
public sealed class FaultRules
{
    private readonly Lock _gate = new();
    private readonly List<Planted> _planted = [];

    /// <summary>Plants a fault.</summary>
    public void Add(FaultRule rule)
    {
        lock (_gate)
        {
            _planted.Add(new Planted(rule));
        }
    }

    /// <summary>Takes all planted faults away; the counts of those that struck go with them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planted.Clear();
        }
    }

    /// <summary>How often the planted faults have struck.</summary>
    public int Struck
    {
        get
        {
            lock (_gate)
            {
                return _planted.Sum(p => p.Struck);
            }
        }
    }

    /// <summary>The rules that strike a call now; each matching rule counts the call.</summary>
    internal IReadOnlyList<FaultRule> Strike(string method, TwinObject target)
    {
        lock (_gate)
        {
            return [.. _planted.Where(p => p.Rule.Action != FaultAction.Unreadable && p.Rule.Method is var m
                && (m == "*" || m == method) && p.IsAbout(target) && p.Counts()).Select(p => p.Rule)];
        }
    }

    internal FaultRule? Unreadable(TwinObject target, string path)
    {
        lock (_gate)
        {
            return _planted.Find(p => p.Rule.Action == FaultAction.Unreadable && p.Rule.Property == path
                && p.IsAbout(target) && p.Counts())?.Rule;
        }
    }

    internal static VimFaultException FaultOf(FaultRule rule) => VimFaults.Of(rule.FaultType, rule.Message);

    private sealed class Planted(FaultRule rule)
    {
        private int _met;

        public FaultRule Rule { get; } = rule;

        public int Struck { get; private set; }

        public bool IsAbout(TwinObject target)
        {
            var name = target.Name.Length == 0 ? target.Parent?.Name ?? string.Empty : target.Name;
            return (Rule.ObjectType == "*" || Rule.ObjectType == target.Ref.Type)
                && (Rule.ObjectName == "*" || Rule.ObjectName == name);
        }

        public bool Counts()
        {
            var strikes = _met++ >= Rule.Skip && (Rule.Times is not { } times || Struck < times);
            Struck += strikes ? 1 : 0;
            return strikes;
        }
    }
}
