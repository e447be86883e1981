package com.example.file;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import java.util.Optional;

/** A file as a node shows it. */
record FileState(
    @Doc("Where it is.") AbsolutePath path,
    @Doc("What is in it; left out if someone removed it.") Optional<String> content) {}
