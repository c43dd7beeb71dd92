using System.Reflection;
using Xunit.Sdk;

namespace WsRpc.Conformance;

/// <summary>The numbers of a group's cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CasesOfAttribute(string group) : DataAttribute
{
    public string Group => group;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => AllCases.Groups[Group].Select(@case => new object[] { @case.Id });
}
