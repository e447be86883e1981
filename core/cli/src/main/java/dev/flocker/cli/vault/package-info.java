/** Texts that Ansible Vault encrypted, and the passwords that open them. */
@NullMarked
package dev.flocker.cli.vault;

import org.jspecify.annotations.NullMarked;
