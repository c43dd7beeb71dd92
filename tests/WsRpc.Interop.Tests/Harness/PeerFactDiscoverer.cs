using Xunit.Abstractions;
using Xunit.Sdk;

namespace WsRpc.Interop.Tests;

internal sealed class PeerFactDiscoverer(Xunit.Abstractions.IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo fact) =>
        MissingTool.Skip(DiagnosticMessageSink, options, method) is { } skipped ? [skipped] : base.Discover(options, method, fact);
}
