output "role_arn" {
  value       = aws_iam_role.this.arn
  description = "ARN of the role."
}

output "instance_profile" {
  value       = one(aws_iam_instance_profile.this[*].name)
  description = "Instance profile, null unless the role is for EC2."
}
