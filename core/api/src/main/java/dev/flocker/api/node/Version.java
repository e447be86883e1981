package dev.flocker.api.node;

/**
 * A snapshot.
 *
 * @param snapshot its name, without the dataset's
 * @param guid the same wherever it was sent to; unsigned decimal digits
 * @since 0.1
 */
public record Version(String snapshot, String guid) {}
