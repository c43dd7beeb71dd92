using Xunit.Sdk;

namespace WsRpc.Interop.Tests;

/// <summary>A theory that is skipped where what its class <see cref="NeedsAttribute">needs</see> is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("WsRpc.Interop.Tests.PeerTheoryDiscoverer", "WsRpc.Interop.Tests")]
internal sealed class PeerTheoryAttribute : TheoryAttribute;
