package com.example.file;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;

/** A file as a playbook declares it. */
@Doc("A text file on a node, which everyone there can read.")
record FileSpec(
    @Doc("Where it is.") AbsolutePath path, @Doc("What is in it; no secret.") String content) {}
