using Microsoft.CodeAnalysis;

namespace WsRpc.Architecture.Tests;

/// <summary>A place in a file that names a type or member, or an expression of that type.</summary>
internal sealed record Mention(string File, int Line, ISymbol Symbol);
