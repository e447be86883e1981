package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import java.nio.file.Path;

/** A file and where it is named. */
public record NamedFile(Path file, Place place) {}
