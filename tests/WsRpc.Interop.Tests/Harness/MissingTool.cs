using Xunit.Abstractions;
using Xunit.Sdk;

namespace WsRpc.Interop.Tests;

/// <summary>Looks at the class, which an attribute of an inherited method cannot see.</summary>
internal static class MissingTool
{
    public static IXunitTestCase? Skip(Xunit.Abstractions.IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method)
    {
        var reason = method.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute).AssemblyQualifiedName)
            .Select(needs => needs.GetNamedArgument<string?>(nameof(NeedsAttribute.SkipReason)))
            .FirstOrDefault(r => r is not null);
        return reason is null
            ? null
            : new XunitSkippedDataRowTestCase(diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, reason);
    }
}
