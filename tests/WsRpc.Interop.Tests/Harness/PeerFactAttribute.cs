using Xunit.Sdk;

namespace WsRpc.Interop.Tests;

/// <summary>A fact that is skipped where what its class <see cref="NeedsAttribute">needs</see> is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("WsRpc.Interop.Tests.PeerFactDiscoverer", "WsRpc.Interop.Tests")]
internal sealed class PeerFactAttribute : FactAttribute;
