namespace WsRpc.Generators.Model;

/// <summary>One virtual method of the base class.</summary>
/// <param name="Method">The method of the contract.</param>
/// <param name="HidesObjectMember">System.Object has a member of this signature.</param>
internal sealed record BaseMethodModel(MethodModel Method, bool HidesObjectMember);
