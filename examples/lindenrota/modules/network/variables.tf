variable "name" {
  type        = string
  description = "Name of the VPC and prefix of everything in it."
}

variable "cidr_block" {
  type        = string
  description = "Address range of the VPC, a /16 to /20."

  validation {
    condition     = can(cidrnetmask(var.cidr_block))
    error_message = "cidr_block must be an IPv4 range such as 10.20.0.0/16."
  }
}

variable "availability_zones" {
  type        = list(string)
  description = "Availability zones to spread subnets over."

  validation {
    condition     = length(var.availability_zones) >= 2
    error_message = "Use at least two availability zones."
  }
}

variable "internet" {
  type        = bool
  default     = false
  description = "Whether there are public subnets, an internet gateway and a NAT gateway."
}

variable "data_class" {
  type        = string
  description = "Highest class of data that travels in this network."

  validation {
    condition     = contains(["public", "internal", "confidential", "restricted"], var.data_class)
    error_message = "data_class must be public, internal, confidential or restricted."
  }
}

variable "log_bucket_arn" {
  type        = string
  description = "ARN of the bucket that receives flow logs."
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags beside those of the provider."
}
