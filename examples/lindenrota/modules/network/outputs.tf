output "vpc_id" {
  value       = aws_vpc.this.id
  description = "Id of the VPC."
}

output "vpc_cidr_block" {
  value       = aws_vpc.this.cidr_block
  description = "Address range of the VPC."
}

output "private_subnet_ids" {
  value       = [for subnet in aws_subnet.private : subnet.id]
  description = "Ids of the private subnets."
}

output "public_subnet_ids" {
  value       = [for subnet in aws_subnet.public : subnet.id]
  description = "Ids of the public subnets, empty without internet."
}
