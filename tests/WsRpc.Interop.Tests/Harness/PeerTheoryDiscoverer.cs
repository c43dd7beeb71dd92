using Xunit.Abstractions;
using Xunit.Sdk;

namespace WsRpc.Interop.Tests;

internal sealed class PeerTheoryDiscoverer(Xunit.Abstractions.IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions options, ITestMethod method, IAttributeInfo theory) =>
        MissingTool.Skip(DiagnosticMessageSink, options, method) is { } skipped ? [skipped] : base.Discover(options, method, theory);
}
