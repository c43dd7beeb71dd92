// What is counted here belongs to the process: pooled buffers, descriptors, unobserved exceptions. One test at a time, or the counts mix.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
