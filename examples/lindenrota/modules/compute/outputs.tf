output "security_group_id" {
  value       = aws_security_group.this.id
  description = "Security group of the machines."
}

output "instance_ids" {
  value       = aws_instance.this[*].id
  description = "Ids of the machines."
}
