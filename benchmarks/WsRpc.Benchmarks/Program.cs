using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// The minimum, because on a machine that does other work as well it is the steadiest figure there is.
var config = DefaultConfig.Instance.AddColumn(StatisticColumn.Min);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
