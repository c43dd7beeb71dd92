using System.Runtime.InteropServices;

namespace WsRpc.Protocol.WebSocket;

/// <summary>The zlib that comes with the runtime, by the entry points that System.IO.Compression uses itself.</summary>
internal static unsafe partial class ZlibNative
{
    public const int SyncFlush = 2;
    public const int FullFlush = 3;

    public const int Ok = 0;
    public const int StreamEnd = 1;
    public const int OutOfMemory = -4;
    public const int NothingToDo = -5; // Z_BUF_ERROR

    public const int Deflated = 8;
    public const int DefaultMemoryLevel = 8;
    public const int DefaultStrategy = 0;

    private const string Library = "libSystem.IO.Compression.Native";

    static ZlibNative()
    {
        if (OperatingSystem.IsWindows())
        {
            NativeLibrary.SetDllImportResolver(typeof(ZlibNative).Assembly, static (name, assembly, path) =>
                name == Library ? NativeLibrary.Load("System.IO.Compression.Native", assembly, path) : 0);
        }
    }

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateInit2_")]
    public static partial int DeflateInit(State* state, int level, int method, int windowBits, int memoryLevel, int strategy);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Deflate")]
    public static partial int Deflate(State* state, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateEnd")]
    public static partial int DeflateEnd(State* state);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    public static partial int InflateInit(State* state, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    public static partial int Inflate(State* state, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    public static partial int InflateEnd(State* state);

    /// <summary>What the entry points take.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct State
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public Stream* Inner;
        public uint AvailableIn;
        public uint AvailableOut;
    }

    /// <summary>zlib's own z_stream (zlib.h), whose layout is the same for every zlib of a platform, up to the member that is read here.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct Stream
    {
        private readonly nint _nextIn;
        private readonly uint _availableIn;
        private readonly CULong _totalIn;
        private readonly nint _nextOut;
        private readonly uint _availableOut;
        private readonly CULong _totalOut;
        private readonly nint _message;
        private readonly nint _state;
        private readonly nint _allocate;
        private readonly nint _free;
        private readonly nint _opaque;

        /// <summary>After inflate: unused bits of the last octet, plus 64 inside a final block, plus 128 between two blocks.</summary>
        public readonly int DataType;
    }
}
