package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.LocalFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an image is built. */
record Build(
    @Doc(
            "The folder that it is built from, relative to the playbook, less what .dockerignore says.")
        LocalFolder context,
    @Doc("The Dockerfile, relative to the context.") @Default("Dockerfile") String dockerfile,
    @Doc("The text of a Dockerfile, in place of one in a file.") Optional<String> dockerfileInline,
    @Doc("Build arguments; they stay readable in the image, so none may be secret.")
        Map<String, String> args,
    @Doc("The stage to build; else the last.") Optional<String> target,
    @Doc("Labels of the image.") Map<String, String> labels,
    @Doc("The network of RUN: host, none; else Docker's usual.") Optional<String> network,
    @Doc("Names that RUN knows besides: NAME:ADDRESS.") List<String> extraHosts,
    @Doc("The size of /dev/shm for RUN.") Optional<ByteSize> shmSize) {}
