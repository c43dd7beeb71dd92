namespace System.Runtime.CompilerServices;

// netstandard2.0 lacks the types that the compiler looks for behind `init` and `required`.
internal static class IsExternalInit;
