/// A file that changed while it was read: nothing of it stays, and it waits.
public struct ChangedFileError: Error {}
