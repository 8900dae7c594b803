/// The checks on Amazon Web Services, one class each, named for what they ask for.
///
/// `AwsChecks.all()` is their list. The classes that are no checks know what AWS and its provider do by default: which
/// buckets are public, which disks a machine has, what a security group lets in, which resources take tags.
@NullMarked
package plumbline.posture.check.aws;

import org.jspecify.annotations.NullMarked;
